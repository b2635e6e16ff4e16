/** A mobile number in a text, with or without the gaps people write. */
const MOBILE = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/gu;

/** What is left of a number on a screen: enough to know it again, never enough to call it. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null;
  return phone.length < 11
    ? `****${phone.slice(-2)}`
    : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** The same words with every mobile number in them masked. */
export function withoutPhones(text: string): string {
  return text.replaceAll(MOBILE, (number) => maskedPhone(number.replaceAll(/\D/gu, '')) ?? '');
}
