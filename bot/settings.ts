import { z } from 'zod';
import { type Fen, fen, parseYuan } from '#domain/money.ts';
import { Fault } from '#errors';

/** Where the optional language model is, and how much it may take. */
export interface ModelSettings {
  /** Address of the interface, as `https://api.example.com/v1`. */
  readonly url: string;
  readonly name: string;
  /** Absent where the endpoint wants none. */
  readonly key: string | undefined;
  /** How a structured answer is asked for: by a schema, or as JSON where an endpoint knows no schemas. */
  readonly format: 'schema' | 'json';
  /** How long a turn may wait for it. */
  readonly timeoutMs: number;
  readonly daily: {
    readonly calls: number;
    readonly tokens: number;
    /** Absent where no sum was set; calls and tokens bound it always. */
    readonly cost: Fen | undefined;
  };
  /** For a million tokens. */
  readonly price: { readonly input: Fen; readonly output: Fen };
}

/** Which WeChat account is used, and how it is reached. */
export interface WechatSettings {
  /** What speaks to WeChat in the gateway that the service runs itself. */
  readonly puppet: PuppetName;
  /** `host:port` of a gateway that somebody else runs; absent where the service runs its own. */
  readonly endpoint: string | undefined;
  /** Absent where the service makes one and keeps it. */
  readonly token: string | undefined;
  /** Whether contacts may have other ids after a new login. */
  readonly idsChange: boolean;
  /** Whether a message of ours can be taken back: only where the puppet names what it sent. */
  readonly recalls: boolean;
  /** Messages of our own accord in any hour. */
  readonly hourly: number;
  /** Whether the risk of a personal account was acknowledged here. */
  readonly riskAccepted: boolean;
}

export const PUPPET_NAMES = ['wechat4u', 'padlocal', 'mock'] as const;
export type PuppetName = (typeof PUPPET_NAMES)[number];

const CONSOLE_URL = 'NUANCUI_CONSOLE_URL';
const PREFIX = 'NUANCUI_MODEL_';
const WECHAT_PREFIX = 'NUANCUI_WECHAT_';

/** What would be right, for the message; a wrong value itself is never shown, since it may be a secret. */
const RIGHT = {
  NUANCUI_MODEL_URL:
    'https://HOST/PATH without a user or password; http only within the own network',
  NUANCUI_MODEL_NAME: 'the name of the model as its endpoint knows it',
  NUANCUI_MODEL_KEY: 'printable characters without spaces',
  NUANCUI_MODEL_FORMAT: 'schema or json',
  NUANCUI_MODEL_TIMEOUT_MS: 'milliseconds from 50 to 10000',
  NUANCUI_MODEL_DAILY_CALLS: 'a whole number from 1 to 1000000',
  NUANCUI_MODEL_DAILY_TOKENS: 'a whole number from 1 to 1000000000',
  NUANCUI_MODEL_DAILY_YUAN: 'a sum in yuan as 5.00, with both prices beside it',
  NUANCUI_MODEL_PRICE_IN: 'yuan for a million tokens as 1.00',
  NUANCUI_MODEL_PRICE_OUT: 'yuan for a million tokens as 2.00',
  NUANCUI_CONSOLE_URL: 'https://HOST without a path; http only within the own network',
  NUANCUI_WECHAT_PUPPET: PUPPET_NAMES.join(', '),
  NUANCUI_WECHAT_ENDPOINT: 'HOST:PORT of a gateway that runs already, with its token beside it',
  NUANCUI_WECHAT_TOKEN: 'insecure_ and at least 16 letters, digits or - after it',
  NUANCUI_WECHAT_IDS: 'stable or changing',
  NUANCUI_WECHAT_HOURLY: 'a whole number from 1 to 60',
  NUANCUI_WECHAT_RISK: 'accepted',
} as const;
type Variable = keyof typeof RIGHT;

function whole(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,10}$/u)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .optional();
}

const sum = z
  .string()
  .transform((text) => parseYuan(text))
  .pipe(z.custom<Fen>((value) => typeof value === 'number' && value >= 0))
  .optional();

const schema = z.strictObject({
  NUANCUI_MODEL_URL: z.string().refine(isSafeAddress),
  NUANCUI_MODEL_NAME: z.string().max(200),
  NUANCUI_MODEL_KEY: z
    .string()
    .regex(/^[\x21-\x7E]{1,4000}$/u)
    .optional(),
  NUANCUI_MODEL_FORMAT: z.enum(['schema', 'json']).optional(),
  NUANCUI_MODEL_TIMEOUT_MS: whole(50, 10_000),
  NUANCUI_MODEL_DAILY_CALLS: whole(1, 1_000_000),
  NUANCUI_MODEL_DAILY_TOKENS: whole(1, 1_000_000_000),
  NUANCUI_MODEL_DAILY_YUAN: sum,
  NUANCUI_MODEL_PRICE_IN: sum,
  NUANCUI_MODEL_PRICE_OUT: sum,
} satisfies Partial<Record<Variable, z.ZodType>>);

/**
 * The language model's settings from the environment.
 * @returns undefined when none of its variables is set: the model is off.
 * @throws Fault SETTINGS_INVALID that names the first wrong variable.
 */
export function readModelSettings(
  environment: Readonly<Record<string, string | undefined>>,
): ModelSettings | undefined {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([key, value]) => key.startsWith(PREFIX) && value !== ''),
  );
  if (Object.keys(given).length === 0) return undefined;
  const read = schema.safeParse(given);
  if (!read.success) throw wrong(read.error);
  const { data } = read;
  const input = data.NUANCUI_MODEL_PRICE_IN;
  const output = data.NUANCUI_MODEL_PRICE_OUT;
  const cost = data.NUANCUI_MODEL_DAILY_YUAN;
  const unpriced = input === undefined || output === undefined;
  if (cost !== undefined && unpriced) throw invalid('NUANCUI_MODEL_DAILY_YUAN');
  return {
    url: data.NUANCUI_MODEL_URL,
    name: data.NUANCUI_MODEL_NAME,
    key: data.NUANCUI_MODEL_KEY,
    format: data.NUANCUI_MODEL_FORMAT ?? 'schema',
    timeoutMs: data.NUANCUI_MODEL_TIMEOUT_MS ?? 3000,
    daily: {
      calls: data.NUANCUI_MODEL_DAILY_CALLS ?? 1000,
      tokens: data.NUANCUI_MODEL_DAILY_TOKENS ?? 1_000_000,
      cost,
    },
    price: { input: input ?? NOTHING, output: output ?? NOTHING },
  };
}

/**
 * Address under which colleagues reach the console, for links in WeChat.
 * @returns undefined where none is set.
 * @throws Fault SETTINGS_INVALID where it is no address of a page.
 */
export function readConsoleUrl(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const given = environment[CONSOLE_URL];
  if (given === undefined || given === '') return undefined;
  const origin = isSafeAddress(given) ? new URL(given).origin : undefined;
  if (origin === undefined || origin !== given.replace(/\/$/u, '')) throw invalid(CONSOLE_URL);
  return origin;
}

const NOTHING = fen(0);

const wechatSchema = z.strictObject({
  NUANCUI_WECHAT_PUPPET: z.enum(PUPPET_NAMES).optional(),
  NUANCUI_WECHAT_ENDPOINT: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}$/u)
    .optional(),
  NUANCUI_WECHAT_TOKEN: z
    .string()
    .regex(/^insecure_[\w-]{16,100}$/u)
    .optional(),
  NUANCUI_WECHAT_IDS: z.enum(['stable', 'changing']).optional(),
  NUANCUI_WECHAT_HOURLY: whole(1, 60),
  NUANCUI_WECHAT_RISK: z.literal('accepted').optional(),
} satisfies Partial<Record<Variable, z.ZodType>>);

/** Most messages of our own accord in an hour where nothing else is set; what WeChat bears nobody has published. */
const USUAL_HOURLY = 20;

/**
 * The WeChat account's settings from the environment.
 * @throws Fault SETTINGS_INVALID that names the first wrong variable.
 */
export function readWechatSettings(
  environment: Readonly<Record<string, string | undefined>>,
): WechatSettings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([key, value]) => key.startsWith(WECHAT_PREFIX) && value !== '',
    ),
  );
  const read = wechatSchema.safeParse(given);
  if (!read.success) throw wrong(read.error);
  const { data } = read;
  const { NUANCUI_WECHAT_ENDPOINT: endpoint, NUANCUI_WECHAT_TOKEN: token } = data;
  if (endpoint !== undefined && token === undefined) throw invalid('NUANCUI_WECHAT_ENDPOINT');
  const puppet = data.NUANCUI_WECHAT_PUPPET ?? 'wechat4u';
  // Of somebody else's gateway nobody knows; a web login gives everybody new ids.
  const mayChange = endpoint !== undefined || puppet === 'wechat4u';
  const ids = data.NUANCUI_WECHAT_IDS;
  return {
    puppet,
    endpoint,
    token,
    idsChange: ids === undefined ? mayChange : ids === 'changing',
    recalls: puppet === 'padlocal',
    hourly: data.NUANCUI_WECHAT_HOURLY ?? USUAL_HOURLY,
    riskAccepted: data.NUANCUI_WECHAT_RISK === 'accepted',
  };
}

function wrong({ issues }: z.ZodError): Fault {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const prefix = issue.keys[0]?.startsWith(WECHAT_PREFIX) === true ? WECHAT_PREFIX : PREFIX;
    const right = Object.keys(RIGHT)
      .filter((key) => key.startsWith(prefix))
      .join(', ');
    return new Fault('SETTINGS_INVALID', { variable: issue.keys[0], right: `one of ${right}` });
  }
  const name = String(issue?.path[0]);
  return isVariable(name) ? invalid(name) : new Fault('SETTINGS_INVALID', { variable: name });
}

function isVariable(name: string): name is Variable {
  return name in RIGHT;
}

function invalid(variable: Variable): Fault {
  return new Fault('SETTINGS_INVALID', { variable, right: RIGHT[variable] });
}

/** Words of residents, even masked, and the key travel encrypted, or not beyond the own network. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isNear(hostname));
}

function isNear(host: string): boolean {
  const own = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d+(?:\.\d+){1,2}$/u;
  return own.test(host) || host === '[::1]' || !host.includes('.');
}
