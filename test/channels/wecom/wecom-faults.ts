/** How the interface misbehaves; each lasts until it is taken back, those that count down pass by themselves. */
export interface WecomFaults {
  /** Answers every send with this code. */
  refuseSend?: number;
  /** Takes a send, and then cuts the connection. */
  loseSend?: boolean;
  /** Takes a send, and answers that it broke. */
  breakSend?: boolean;
  /** Takes a send, and does not answer until it is told to. */
  hangSend?: boolean;
  /** What becomes of so many pages: they are refused, or the connection breaks over them, or nothing comes. */
  page?: 'refuse' | 'cut' | 'hang';
  failPages?: number;
  /** Forgets the present token, once, or before every so many calls. */
  expireTokens?: boolean;
  expireEvery?: number;
  refuseSecret?: boolean;
  /** Messages of a page come in the wrong order. */
  shuffle?: boolean;
}
