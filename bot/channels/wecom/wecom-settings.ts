import { z } from 'zod';
import { Fault } from '#errors';

/** Where an account of WeCom customer service is, and how it is listened to. */
export interface WecomSettings {
  readonly corpId: string;
  /** Secret of the customer service application; never logged. */
  readonly secret: string;
  /** Signs the callback. */
  readonly token: string;
  /** Decrypts the callback; 32 bytes. */
  readonly aesKey: Buffer;
  readonly openKfId: string;
  /** The account's link with an `enc_scene`, to which the code of a bill is added; absent where none is printed. */
  readonly link: string | undefined;
  /** Base address of the interface. */
  readonly api: string;
  /** Where the callback arrives. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Where colleagues answer: in the console, or in WeCom after the conversation was moved to its waiting pool. */
  readonly staff: 'console' | 'wecom';
}

const PREFIX = 'NUANCUI_WECOM_';

/** What would be right, for the message; a wrong value itself is never shown, since it may be a secret. */
const RIGHT = {
  NUANCUI_WECOM_CORP_ID: 'the company id, as ww1234567890abcdef',
  NUANCUI_WECOM_SECRET: 'the secret of the customer service application',
  NUANCUI_WECOM_TOKEN: 'the token of the callback: letters and digits, at most 32',
  NUANCUI_WECOM_AES_KEY: 'the EncodingAESKey of the callback: 43 letters and digits',
  NUANCUI_WECOM_OPEN_KFID: 'the id of the service account, as wkAJ2GCAAA…',
  NUANCUI_WECOM_LINK: 'https://work.weixin.qq.com/kf/…?enc_scene=…, made with a scene',
  NUANCUI_WECOM_API: 'https://HOST, or http on this very machine',
  NUANCUI_WECOM_HOST: 'the address to listen on, as 127.0.0.1',
  NUANCUI_WECOM_PORT: 'a port from 0 to 65535',
  NUANCUI_WECOM_PATH: 'a path as /wecom',
  NUANCUI_WECOM_STAFF: 'console or wecom',
} as const;
type Variable = keyof typeof RIGHT;

const secret = z.string().regex(/^[\w-]{8,128}$/u);

const schema = z.strictObject({
  NUANCUI_WECOM_CORP_ID: z.string().regex(/^\w{4,64}$/u),
  NUANCUI_WECOM_SECRET: secret,
  NUANCUI_WECOM_TOKEN: z.string().regex(/^[A-Za-z0-9]{1,32}$/u),
  NUANCUI_WECOM_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/u)
    .transform((text) => Buffer.from(`${text}=`, 'base64')),
  NUANCUI_WECOM_OPEN_KFID: z.string().regex(/^[\w-]{4,64}$/u),
  NUANCUI_WECOM_LINK: z
    .url({ protocol: /^https$/u })
    .refine((text) => new URL(text).searchParams.has('enc_scene'))
    .optional(),
  NUANCUI_WECOM_API: z.string().refine(isSafeBase).default('https://qyapi.weixin.qq.com'),
  NUANCUI_WECOM_HOST: z.string().min(1).default('127.0.0.1'),
  NUANCUI_WECOM_PORT: z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .pipe(z.int().max(65_535))
    .default(8081),
  NUANCUI_WECOM_PATH: z
    .string()
    .regex(/^\/[\w/-]*$/u)
    .default('/wecom'),
  NUANCUI_WECOM_STAFF: z.enum(['console', 'wecom']).default('console'),
} satisfies Record<Variable, z.ZodType>);

/**
 * The settings of WeCom customer service from the environment.
 * @throws Fault SETTINGS_INVALID that names the first wrong or missing variable.
 */
export function readWecomSettings(
  environment: Readonly<Record<string, string | undefined>>,
): WecomSettings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([key, value]) => key.startsWith(PREFIX) && value !== ''),
  );
  const { data, error } = schema.safeParse(given);
  if (!data) throw wrong(error);
  return {
    corpId: data.NUANCUI_WECOM_CORP_ID,
    secret: data.NUANCUI_WECOM_SECRET,
    token: data.NUANCUI_WECOM_TOKEN,
    aesKey: data.NUANCUI_WECOM_AES_KEY,
    openKfId: data.NUANCUI_WECOM_OPEN_KFID,
    link: data.NUANCUI_WECOM_LINK,
    api: data.NUANCUI_WECOM_API,
    host: data.NUANCUI_WECOM_HOST,
    port: data.NUANCUI_WECOM_PORT,
    path: data.NUANCUI_WECOM_PATH,
    staff: data.NUANCUI_WECOM_STAFF,
  };
}

/**
 * The link that opens the conversation and brings the code of a bill with it.
 * @param code at most 128 bytes when escaped (document 94665).
 */
export function linkWithCode(link: string, code: string): string {
  const url = new URL(link);
  url.searchParams.set('scene_param', code);
  return url.href;
}

function wrong({ issues }: z.ZodError): Fault {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const right = Object.keys(RIGHT).join(', ');
    return new Fault('SETTINGS_INVALID', { variable: issue.keys[0], right: `one of ${right}` });
  }
  const variable = String(issue?.path[0]);
  return new Fault('SETTINGS_INVALID', {
    variable,
    ...(isVariable(variable) && { right: RIGHT[variable] }),
  });
}

function isVariable(name: string): name is Variable {
  return name in RIGHT;
}

/** The secret travels in the address: encrypted, or not beyond this machine. */
function isSafeBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search } = new URL(text);
  if (username + password + search !== '' || pathname !== '/') return false;
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}
