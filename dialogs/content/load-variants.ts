import type { YamlReader } from './read-yaml.ts';
import { variantsSchema } from './schema/variants.ts';
import type { Variants } from './widen-pattern.ts';

/** Other ways of writing a character, as every language of `locales/` knows them. */
export function readVariants(reader: YamlReader): Variants {
  const variants = new Map<string, string>();
  for (const tag of reader.files.foldersIn('locales')) {
    const file = `locales/${tag}/variants.yaml`;
    if (!reader.files.has(file)) continue;
    const read = reader.read(file, variantsSchema);
    for (const [character, others] of Object.entries(read?.characters ?? {})) {
      variants.set(character, (variants.get(character) ?? '') + others);
    }
  }
  return variants;
}
