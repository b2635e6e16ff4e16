import { nextTick, onMounted, onUnmounted, type Ref, ref, watch } from 'vue';

/** How near to its end a transcript counts as read to the end, in pixels. */
const NEAR = 120;

/**
 * Keeps a scrolled transcript at its end while somebody reads there; who has scrolled up is left in peace and told by
 * `unseen` that there is more.
 */
export function useFollowEnd(box: Readonly<Ref<HTMLElement | null>>, length: () => number) {
  const unseen = ref(false);
  let following = true;
  const observer = new ResizeObserver(() => {
    if (following) toEnd();
  });

  function toEnd(): void {
    following = true;
    unseen.value = false;
    if (box.value) box.value.scrollTop = box.value.scrollHeight;
  }

  function scrolled(): void {
    if (!box.value) return;
    const { scrollHeight, scrollTop, clientHeight } = box.value;
    following = scrollHeight - scrollTop - clientHeight < NEAR;
    if (following) unseen.value = false;
  }

  watch(length, async (now, before) => {
    await nextTick();
    if (following) toEnd();
    else if (now > before) unseen.value = true;
  });
  onMounted(() => {
    toEnd();
    if (box.value) observer.observe(box.value);
  });
  onUnmounted(() => observer.disconnect());

  return { unseen, toEnd, scrolled };
}
