import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loadContent } from '#content/load.ts';
import { type CategoryId, categoryId } from '#domain/category.ts';
import type { AccountView, Script, Trigger } from '#domain/content.ts';
import { type Locale, SOURCE_LOCALE } from '#domain/locale.ts';
import { STAGES, type Stage } from '#domain/stage.ts';
import { chooseScript } from '#policy/choose-script.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SHIPPED } from './folder.ts';

const { catalogue } = loadContent(SHIPPED);
const OPENED: readonly Stage[] = ['pre-due', 'courtesy', 'resolve', 'formal'];
const OPENINGS = ['remind', 'remind:silence', 'remind:promise-broken'];
const ANSWERS = [
  'label:ask_amount',
  'label:ask_how_to_pay',
  'label:ask_invoice',
  'label:thanks_ok',
];

/** The families of whoever forgets, promises, has paid, is in need, asks for a reduction, or is not known yet. */
const FAMILIES = [
  'forgetful',
  'serial-promiser',
  'paid-claim',
  'hardship',
  'concession-seeking',
  'unknown',
].map((id) => categoryId(id));

const ACCOUNTS: readonly AccountView[] = [true, false].flatMap((hasPayLink) =>
  [0, 2].map((brokenPromises) => ({
    occupancy: 'occupied' as const,
    brokenPromises,
    hasPayLink,
    owing: true,
    stale: false,
  })),
);

function chosen(category: CategoryId, stage: Stage, trigger: Trigger, account: AccountView) {
  const query = {
    category,
    stage,
    trigger,
    account,
    locale: SOURCE_LOCALE,
    heard: [],
    listener: '',
  };
  const script = chooseScript(catalogue, query)?.script;
  return script === undefined ? undefined : catalogue.scripts.get(script);
}

const wordings = z.record(z.string(), z.array(z.string()));

/** Said once at most, or never twice in a row: the conversation ends with it, or an asker goes to a person. */
const ONCE =
  /^(say-|legal-question|handoff-|older-|opt-|invite$|wrong-person$|identity$|other-household$|media$|vulnerable$|owner-absent$|promise-(none|cancelled)$|small-talk-enough$|promise-.*-stale$)/u;

function scriptOf(family: CategoryId, name: string): Script | undefined {
  return [...catalogue.scripts.values()].find(({ id }) => id === `${family}/${name}`);
}

function wordingsOf(family: CategoryId, locale: Locale): Record<string, string[]> {
  const file = join(SHIPPED.locales, locale, 'scripts', `${family}.yaml`);
  return wordings.parse(parse(readFileSync(file, 'utf8')));
}

/** What may be said word for word again: how to pay, how to reach a person, how to stop. */
const FOOTER = /“人工”|停止提醒|"person"|"stop"|\{payLink\}|\{office\}/u;

/** The sentences of a text that say something of their own, beside the figures. */
function sentencesOf(text: string): string[] {
  return text
    .split(/[。？！\n]|[.?!] /u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => !FOOTER.test(sentence))
    .filter((sentence) => sentence.replaceAll(/\{\w+\}|in all|合计|\P{L}/gu, '').length > 4);
}

/** Names apart from how one pays: an estate has either a link or an office. */
const stem = (name: string) => name.replace(/-office$|-link$/u, '');

describe('the families of scripts', () => {
  it('open at every stage in words of their own, after silence and after a broken promise too', () => {
    for (const family of FAMILIES) {
      for (const stage of OPENED) {
        for (const trigger of OPENINGS) {
          for (const account of ACCOUNTS) {
            const script = chosen(family, stage, trigger, account);
            assert.equal(script?.category, family, `${family} ${stage} ${trigger}`);
          }
        }
      }
    }
  });

  it('answer what is asked next in words of their own, at the legal stage too', () => {
    for (const family of FAMILIES) {
      for (const stage of STAGES) {
        for (const trigger of [...ANSWERS, 'promise:recorded']) {
          for (const account of ACCOUNTS) {
            const own = chosen(family, stage, trigger, account)?.category;
            const inherited = family === 'hardship' && trigger === 'label:ask_invoice';
            assert.equal(own, inherited ? 'unknown' : family, `${family} ${stage} ${trigger}`);
          }
        }
      }
    }
  });

  it('say when they give up, wherever they open a conversation', () => {
    for (const script of catalogue.scripts.values()) {
      if (!FAMILIES.includes(script.category) || !opens(script)) continue;
      assert.ok(script.givesUp, script.id);
      assert.ok(script.givesUp.after <= 2, script.id);
    }
  });

  it('have at least two wordings for what a household may hear again', () => {
    for (const family of FAMILIES) {
      for (const locale of catalogue.locales) {
        for (const [name, texts] of Object.entries(wordingsOf(family, locale))) {
          if (ONCE.test(name)) continue;
          assert.ok(texts.length >= 2, `${family}/${name} ${locale}`);
        }
      }
    }
  });

  it('never open with a sentence that the household has heard in another opening', () => {
    for (const family of FAMILIES) {
      for (const locale of catalogue.locales) {
        const said = new Map<string, string>();
        for (const [name, texts] of Object.entries(wordingsOf(family, locale))) {
          const script = scriptOf(family, name);
          if (!script || !opens(script)) continue;
          for (const [index, text] of texts.entries()) {
            for (const sentence of new Set(sentencesOf(text))) {
              const place = `${stem(name)} ${index}`;
              const before = said.get(sentence);
              assert.ok(
                before === undefined || before === place,
                `${family} ${locale}: ${before} and ${place}: ${sentence}`,
              );
              said.set(sentence, place);
            }
          }
        }
      }
    }
  });
});

function opens({ on }: Script): boolean {
  return on.some((trigger) => OPENINGS.includes(trigger));
}
