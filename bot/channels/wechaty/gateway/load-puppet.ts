import { MemoryCard } from 'memory-card';
import type { Puppet } from 'wechaty-puppet';
import { z } from 'zod';
import { Fault } from '#errors';

type PuppetClass = new () => Puppet;

const moduleSchema = z.record(z.string(), z.unknown());

/**
 * The puppet that speaks to WeChat, with its login kept under `memory` in the working folder. Its package is loaded only
 * here, in the gateway's process: such packages install crash handlers and globals.
 * @throws Fault PUPPET_MISSING that names what to install.
 */
export async function loadPuppet(wanted: string, memoryName: string): Promise<Puppet> {
  const found = await importOptional(wanted);
  const puppetClass = Object.entries(found).find(([key, value]) => isPuppet(key, value))?.[1];
  if (!isClass(puppetClass)) throw new Fault('PUPPET_MISSING', { package: wanted });
  const puppet = new puppetClass();
  const memory = new MemoryCard(memoryName);
  await memory.load();
  puppet.setMemory(memory);
  return puppet;
}

async function importOptional(wanted: string): Promise<Record<string, unknown>> {
  try {
    return moduleSchema.parse({ ...(await import(wanted)) });
  } catch (error) {
    throw new Fault(
      'PUPPET_MISSING',
      { package: wanted, right: `npm install ${wanted}` },
      { cause: error },
    );
  }
}

function isPuppet(key: string, value: unknown): boolean {
  return key.startsWith('Puppet') && isClass(value);
}

function isClass(value: unknown): value is PuppetClass {
  return typeof value === 'function';
}
