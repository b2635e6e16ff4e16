import assert from 'node:assert/strict';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import type { StaffRole } from '#ports/store/staff.ts';

export const house = { ...openHouse(), engine: 'plain' } as const;

export const GROUP = 'office@chatroom';

/** Two homes in arrears on a Tuesday; the office works from nine to six, and half an hour is long enough to wait. */
export function settingAt(now: string) {
  const charges = [{ period: '2025-07/2025-12', due: '2026-02-20', amount: '980.50' }] as const;
  return caseFile.parse({
    version: 1,
    case: 'a group of colleagues',
    now,
    accounts: [
      { account: '3-1-101', owner: '周敏', phone: '13812345678', charges },
      { account: '3-1-102', owner: '吴强', phone: '13987654321', charges },
    ],
    contacts: [
      { wechat: 'wx_zhou', account: '3-1-101', role: 'owner' },
      { wechat: 'wx_wu', account: '3-1-102', role: 'owner' },
    ],
    steps: [{ restart: true }],
  });
}

export const MORNING = '2026-03-03T10:00:00+08:00';

/** A house with colleagues who can be bound, and a group. */
export class GroupStage {
  readonly stage: CaseStage;

  private constructor(stage: CaseStage) {
    this.stage = stage;
  }

  static async open(now = MORNING): Promise<GroupStage> {
    const opened = new GroupStage(await openStage(house, settingAt(now)));
    await opened.hire('li', '李雷', 'service');
    await opened.hire('wang', '王芳', 'manager');
    await opened.hire('zhao', '赵律', 'legal');
    return opened;
  }

  async close(): Promise<void> {
    assert.deepEqual(this.stage.faults, []);
    await this.stage.close();
  }

  async hire(id: string, name: string, role: StaffRole, estates: string[] = []): Promise<void> {
    const state = { passwordHash: '', mustChange: false, endedAt: null };
    await this.stage.store.write((tx) =>
      tx.staff.put({ id, login: id, name, role, estates, ...state }),
    );
  }

  /** The phone of a colleague. */
  phone(id: string): string {
    return `phone_${id}`;
  }

  /** Somebody writes in private. @returns what they were answered with. */
  async say(contact: string, text: string): Promise<string[]> {
    return this.#answers(contact, async () => this.stage.simulator.say(contact, text));
  }

  /** Somebody writes in the group. @returns what was answered there. */
  async sayInGroup(contact: string, text: string, room = GROUP): Promise<string[]> {
    return this.#answers(room, async () => this.stage.simulator.sayInRoom(contact, text, room));
  }

  /** What our account wrote to a person or a room. */
  told(address: string): string[] {
    return this.stage.shown.filter(({ contact }) => contact === address).map(({ text }) => text);
  }

  async #answers(address: string, happen: () => Promise<void>): Promise<string[]> {
    const before = this.told(address).length;
    await happen();
    await this.stage.settle();
    return this.told(address).slice(before);
  }

  async bind(id: string): Promise<void> {
    const { message } = await this.stage.service.group.codeForColleague(id);
    const [answer = ''] = await this.say(this.phone(id), message);
    assert.match(answer, /已绑定/u);
  }

  /** Binds the group, by a colleague who is bound. */
  async bindGroup(id = 'li'): Promise<void> {
    const { message } = await this.stage.service.group.codeForGroup(this.stage.estate.id, 'wang');
    const [answer = ''] = await this.sayInGroup(this.phone(id), message);
    assert.match(answer, /本群已绑定/u);
  }

  /** A resident asks for a person. @returns the number of their case. */
  async asksForPerson(wechat: string, words = '我要找人工'): Promise<number> {
    await this.stage.simulator.say(wechat, words);
    await this.stage.settle();
    const found = await this.stage.conversationOf(wechat);
    assert.equal(found?.owner, 'queue');
    return this.stage.store.write((tx) => tx.caseNumbers.ensure(found.id));
  }
}
