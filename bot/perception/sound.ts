import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

/** How a Chinese character is spoken, without its tone; the empty text for anything else. */
export function soundOf(char: string): string {
  const heard = known.get(char);
  if (heard !== undefined) return heard;
  const sound = pinyin(char, { toneType: 'none', nonZh: 'removed' });
  known.set(char, sound);
  return sound;
}
