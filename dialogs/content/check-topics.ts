import type { Locale } from '#domain/locale.ts';
import type { Shelf } from './load-scripts.ts';
import type { Topics } from './load-topics.ts';
import { didYouMean } from './nearest.ts';
import type { YamlReader } from './read-yaml.ts';
import type { Language } from './render.ts';
import { topicOf } from './trigger.ts';

/** Every topic has phrases in each language and something that answers; nothing answers a topic without phrases. */
export function checkTopics(
  reader: YamlReader,
  { scripts, categories }: Shelf,
  languages: ReadonlyMap<Locale, Language>,
  topics: Topics,
): void {
  const known = [...topics.languages.keys()];
  const answered = new Set<string>();
  const demand = (file: string, topic: string, where: readonly string[]) => {
    answered.add(topic);
    if (known.includes(topic)) return;
    const near = didYouMean(topic, known);
    reader.note(file, 'topic', `no topics.yaml has phrases for ${topic}${near}`, where);
  };
  for (const { id, on } of scripts.values()) {
    for (const [index, trigger] of on.entries()) {
      const topic = topicOf(trigger);
      if (topic !== undefined) demand(`scripts/${id}.yaml`, topic, ['on', String(index)]);
    }
  }
  for (const category of categories.values()) {
    for (const [index, topic] of category.topics.entries()) {
      demand(`scripts/${category.id}/category.yaml`, topic, ['topics', String(index)]);
    }
  }
  for (const [topic, tags] of topics.languages) {
    for (const tag of languages.keys()) {
      if (tags.includes(tag)) continue;
      reader.note(`locales/${tag}/topics.yaml`, 'locale', `no phrases for the topic ${topic}`);
    }
    if (answered.has(topic)) continue;
    for (const tag of tags) {
      const message = `nothing answers ${topic}: no script listens to topic:${topic}`;
      reader.note(`locales/${tag}/topics.yaml`, 'topic', message, [topic]);
    }
  }
}
