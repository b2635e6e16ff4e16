/** A language of `locales/`, as `zh-CN`. */
export type Locale = string & { readonly __unit: 'locale' };

const TAG = /^[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?$/u;

/** Whether the text is written as a language tag. */
export function isLocale(text: string): text is Locale {
  return TAG.test(text);
}

/** Brands a language tag. @throws RangeError when it is not written as one. */
export function locale(text: string): Locale {
  if (!isLocale(text)) throw new RangeError(`${text} is not a language tag such as zh-CN`);
  return text;
}

/** The language every text exists in. */
export const SOURCE_LOCALE: Locale = locale('zh-CN');
