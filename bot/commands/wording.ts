import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import type { WordingVersion } from '#ports/store/wordings.ts';
import { type LaidIn, laidIn } from '#wording/laid-in.ts';
import { isCurrent } from '#wording/speaking.ts';
import { LOCALES, openContent } from './open-house.ts';
import { openKnownStore } from './open-store.ts';
import { writeWhole } from './write-whole.ts';

interface Options {
  readonly out: string;
  readonly data: string;
  readonly database?: string;
}

/** `nuancui wording export`: the wordings an office has approved, as the files they would stand in. */
export function wordingCommand(): Command {
  const exporting = new Command('export')
    .description('write the files of locales/ as they read with the approved wordings')
    .requiredOption('--out <folder>', 'where to write them, laid out like locales/')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(exportWordings);
  return new Command('wording').description("wordings of an office's own").addCommand(exporting);
}

async function exportWordings({ out, data, database }: Options): Promise<void> {
  const content = openContent();
  const store = await openKnownStore(data, database);
  try {
    const approved = await store.read((tx) => tx.wordings.standing(['approved']));
    const said = approved.filter((version) => isCurrent(content, version));
    for (const [file, versions] of Map.groupBy(said, fileOf)) {
      const text = laidIn(readFileSync(join(LOCALES, file), 'utf8'), versions.map(placed));
      mkdirSync(dirname(join(out, file)), { recursive: true });
      await writeWhole(join(out, file), text);
      process.stdout.write(`${join(out, file)}: ${versions.length} wordings\n`);
    }
    for (const { script, locale, variant, number } of approved) {
      const isSaid = said.some(
        (one) => one.script === script && one.locale === locale && one.variant === variant,
      );
      if (isSaid) continue;
      const place = `${script} ${locale} wording ${variant + 1}`;
      process.stdout.write(
        `${place}: version ${number} is left out, since another text ships now\n`,
      );
    }
    if (approved.length === 0) process.stdout.write('no wording is approved; nothing to write\n');
  } finally {
    await store.close();
  }
}

/** As `zh-CN/scripts/unknown.yaml`. */
function fileOf({ script, locale }: WordingVersion): string {
  return join(locale, 'scripts', `${script.split('/')[0] ?? ''}.yaml`);
}

function placed({ script, variant, text }: WordingVersion): LaidIn {
  return { name: script.split('/')[1] ?? '', variant, text };
}
