/** What people deny before they say what it really is: 不是忘了，是没钱. */
const EXCUSE =
  '忘|不交|不缴|不付|不给|不想|不愿|没钱|没有钱|赖|不认|没交|没付|没缴|故意|意见|服务|质量|没看|没收到|嫌贵|小气';
const DENIAL = new RegExp(
  String.raw`(?<!是)(?:我|俺|咱|这|也|又|并|倒|可|真的?|绝对)*不是(?!不是)(?=[^，,。;；!！?？]{0,15}?(?:${EXCUSE}))[^，,。;；!！?？]{1,18}?(?:[，,;；\s]+(?:而是|就是|只是|主要是|关键是|关键|主要|是|就)?|而是|就是|只是|(?<=[了钱交缴付给账事])是)(?=[^，,。;；!！?？]{2})`,
  'gu',
);
const ENGLISH_DENIAL =
  /\b(?:it's |it is |i'm |i am )?not (?:that i |because i |refusing|avoiding|trying)[^,.;!?]{0,40}[,;] ?(?:but |it's |i )?/gu;

/** Takes away the reason that is denied where another one is affirmed after it. */
export function affirmed(text: string): string {
  const plain = text.includes('不是') ? text.replaceAll(DENIAL, '') : text;
  return plain.includes('not ') ? plain.replaceAll(ENGLISH_DENIAL, '') : plain;
}
