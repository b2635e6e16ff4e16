import type { Utterance } from '#perception/language-data.ts';

/** A classifier to compare with: what it takes a text for. */
export interface Rival {
  readonly name: string;
  label(text: string): Promise<string>;
}

const LANGUAGE = 'zh';

/** nlp.js, trained on the same texts. The packages are for development only. */
export async function trainRival(texts: readonly Utterance[]): Promise<Rival> {
  const [{ Nlp }, { containerBootstrap }, { LangZh }] = await Promise.all([
    import('@nlpjs/nlp'),
    import('@nlpjs/core'),
    import('@nlpjs/lang-zh'),
  ]);
  const container = await containerBootstrap();
  container.use(LangZh);
  const nlp = new Nlp({
    languages: [LANGUAGE],
    forceNER: false,
    autoSave: false,
    nlu: { log: false },
    container,
  });
  nlp.addLanguage(LANGUAGE);
  for (const { text, label } of texts) nlp.addDocument(LANGUAGE, text, label);
  await quietly(async () => nlp.train());
  return {
    name: '@nlpjs/nlp',
    label: async (text) => (await quietly(async () => nlp.process(LANGUAGE, text))).intent,
  };
}

/* oxlint-disable no-console -- nlp.js writes to the console, where only results belong */
/** Runs what would write to the console, and lets nothing be written. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, warn } = console;
  console.log = () => undefined;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
    console.warn = warn;
  }
}
