/** How long printing waits for pictures that a slow line still brings. */
const PATIENCE_MS = 10_000;

/** Prints the open conversation, once the pictures further up are there: those nobody scrolled to are not loaded yet. */
export async function printTranscript(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('.conversation .thumb img')];
  for (const picture of pictures) picture.loading = 'eager';
  const shown = Promise.allSettled(pictures.map(async (picture) => picture.decode()));
  const late = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([shown, late]);
  window.print();
}
