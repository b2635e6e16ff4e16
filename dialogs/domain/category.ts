/**
 * A debtor category: why this household has not paid, as `quality-dispute`.
 * The set is discovered from the folders of `scripts/`; the catalogue brands ids that exist.
 */
export type CategoryId = string & { readonly __unit: 'category' };

/** A persuasion script, as `quality-dispute/apology`: its path below `scripts/` without the ending. */
export type ScriptId = string & { readonly __unit: 'script' };

/** An article of law in the registry, as `MFD-944`; an old version carries its year, as `WYJS2009-6`. */
export type StatuteId = string & { readonly __unit: 'statute' };

const CATEGORY = /^[a-z]+(?:-[a-z]+)*$/u;
const SCRIPT = /^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const STATUTE = /^[A-Z]+(?:\d{4})?-\d+(?:-\d+)?$/u;

/** Whether the text is written as a category id (it may still be unknown to the catalogue). */
export function isCategoryId(text: string): text is CategoryId {
  return CATEGORY.test(text);
}

/** Whether the text is written as a script id (it may still be unknown to the catalogue). */
export function isScriptId(text: string): text is ScriptId {
  return SCRIPT.test(text);
}

/** Whether the text is written as a statute id (it may still be unknown to the registry). */
export function isStatuteId(text: string): text is StatuteId {
  return STATUTE.test(text);
}

/** Brands a category id. @throws RangeError when it is not written as one. */
export function categoryId(text: string): CategoryId {
  if (!isCategoryId(text))
    throw new RangeError(`${text} is not a category id such as quality-dispute`);
  return text;
}

/** Brands a script id. @throws RangeError when it is not written as one. */
export function scriptId(text: string): ScriptId {
  if (!isScriptId(text))
    throw new RangeError(`${text} is not a script id such as quality-dispute/apology`);
  return text;
}

/** Brands a statute id. @throws RangeError when it is not written as one. */
export function statuteId(text: string): StatuteId {
  if (!isStatuteId(text)) throw new RangeError(`${text} is not a statute id such as MFD-944`);
  return text;
}
