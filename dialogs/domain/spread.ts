/**
 * One of `parts` places for a text, evenly spread and the same on every machine and in every run (FNV-1a with the last
 * step of MurmurHash3). It stands where others would draw lots. Counts from 0.
 */
export function spread(text: string, parts: number): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) % Math.max(1, parts);
}
