/** What we use of the packages of nlp.js, which come without types. */
declare module '@nlpjs/nlp' {
  interface Answer {
    readonly intent: string;
    readonly score: number;
  }
  export class Nlp {
    constructor(settings: {
      readonly languages: readonly string[];
      readonly forceNER: boolean;
      readonly autoSave: boolean;
      readonly nlu: { readonly log: boolean };
      readonly container: unknown;
    });
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<Answer>;
  }
}

declare module '@nlpjs/core' {
  export function containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
}

declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown;
}
