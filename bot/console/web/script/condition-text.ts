import type { Wording } from '../conversation/why-text.ts';

/** A condition of a script in plain words, as the uses of a home it holds for. */
export function conditionText(
  { t, nameOf }: Wording,
  { name, values }: { readonly name: string; readonly values: readonly string[] },
): string {
  if (name === 'occupancy') {
    return values.map((value) => nameOf('occupancy', value)).join(t('common.listComma'));
  }
  if (name === 'brokenPromises') {
    return values
      .map((value) => {
        const [end = '', n = ''] = value.split(' ');
        return t(`only.${end}`, { n });
      })
      .join(t('common.listComma'));
  }
  return t(`only.${name}-${values[0] ?? ''}`);
}
