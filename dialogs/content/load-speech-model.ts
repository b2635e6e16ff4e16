import type { SpeechModel } from '#domain/content.ts';
import type { YamlReader } from './read-yaml.ts';
import { type StoredSpeechModel, speechModelSchema } from './schema/speech-model.ts';

export const SPEECH_MODEL = 'guard.json';

/** Reads `locales/guard.json`; without it the guard has its patterns alone. */
export function readSpeechModel(reader: YamlReader): Omit<SpeechModel, 'from'> | undefined {
  const file = `locales/${SPEECH_MODEL}`;
  if (!reader.files.has(file)) return undefined;
  const stored = reader.read(file, speechModelSchema);
  return stored && unpacked(stored);
}

/** A model as the guard uses it. */
export function unpacked({
  plain,
  scale,
  bias,
  weights,
}: StoredSpeechModel): Omit<SpeechModel, 'from'> {
  const bytes = new Int8Array(Buffer.from(weights, 'base64'));
  const characters = [...plain];
  const pairs = characters.flatMap((other, at) =>
    at % 2 === 0 ? [[other, characters[at + 1] ?? other] as const] : [],
  );
  return {
    bias,
    weights: Float32Array.from(bytes, (byte) => byte * scale),
    plain: new Map(pairs),
  };
}
