import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SOURCE_LOCALE, isLocale } from '#domain/locale.ts';

/** The words about personal WeChat accounts, of every language. */
export interface WechatWords {
  /** The warning, the source language first. */
  readonly risk: readonly string[];
  /** With which WeChat slows an account down. */
  readonly throttled: readonly string[];
}

const schema = z.strictObject({ risk: z.string(), throttled: z.array(z.string()).min(1) });

/** Reads `locales/<tag>/wechat.yaml` of every language. */
export function readWechatWords(locales: string): WechatWords {
  const tags = readdirSync(locales).filter((tag) => isLocale(tag));
  const ordered = [SOURCE_LOCALE, ...tags.filter((tag) => tag !== SOURCE_LOCALE)];
  const read = ordered.map((tag) =>
    schema.parse(parse(readFileSync(join(locales, tag, 'wechat.yaml'), 'utf8'))),
  );
  return {
    risk: read.map(({ risk }) => risk.trim()),
    throttled: read.flatMap(({ throttled }) => throttled),
  };
}
