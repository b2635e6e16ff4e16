import { describe } from 'mocha';
import { type FarEnd, conformancePage } from './channel/conformance-page.ts';
import { colleaguesAndRooms } from './channel/colleagues-and-rooms.ts';
import { hearing } from './channel/hearing.ts';
import { mediaKinds } from './channel/media.ts';
import { sending } from './channel/sending.ts';
import { Session } from './channel/session.ts';
import { starting } from './channel/starting.ts';
import { stopping } from './channel/stopping.ts';
import { takingBack } from './channel/taking-back.ts';
import { trouble } from './channel/trouble.ts';
import type { OpenChannel } from './channel/under-test.ts';

/**
 * What every channel does, whatever carries it; a channel that passes may be sold.
 * @param farEnd the column of docs/conformance.md that is held to what was shown.
 */
export function channelContract(name: string, farEnd: FarEnd, open: OpenChannel): void {
  describe(`${name}, as a channel`, () => {
    const session = new Session(open);
    starting(session);
    hearing(session);
    mediaKinds(session);
    takingBack(session);
    colleaguesAndRooms(session);
    sending(session);
    trouble(session);
    stopping(session);
    conformancePage(farEnd);
  });
}
