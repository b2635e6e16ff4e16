import { computed, ref } from 'vue';
import { t } from '../texts/language.ts';

const STORED = 'nuancui.attention';

const wanted = ref(localStorage.getItem(STORED) === 'on');
const count = ref(0);

/** Whether this device rings and shows a notice when somebody waits. */
export const wantsAttention = computed(() => wanted.value);

/** How many wait; stands in the title of the window. */
export const waitingCount = computed(() => count.value);

/** Sets how many wait. */
export function showCount(waiting: number): void {
  count.value = waiting;
}

/** Turns ringing and notices on or off on this device; the browser asks for leave the first time. */
export async function chooseAttention(on: boolean): Promise<void> {
  wanted.value = on;
  localStorage.setItem(STORED, on ? 'on' : 'off');
  if (!on) return;
  ring();
  if ('Notification' in window && Notification.permission === 'default') {
    await Notification.requestPermission();
  }
}

/** Rings and shows a notice with a number and nothing else: a locked screen is read by anybody. */
export function callAttention(waiting: number): void {
  if (!wanted.value) return;
  ring();
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const body = t('attention.waiting', { n: waiting });
  const notice = new Notification(t('common.product'), { body, tag: 'waiting' });
  notice.addEventListener('click', () => {
    window.focus();
    location.hash = '#/conversations';
    notice.close();
  });
}

/** Two short tones, made here: there is no sound to load. */
function ring(): void {
  const audio = new AudioContext();
  for (const [pitch, at] of [
    [660, 0],
    [880, 0.16],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.14);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.15);
  }
  setTimeout(() => void audio.close(), 600);
}
