/** The phone of a colleague in the simulated WeChat. */
export function colleagueKey(staffId: string): string {
  return `colleague:${staffId}`;
}

/** The group of an estate's colleagues in the simulated WeChat. */
export function groupKey(estateId: string): string {
  return `office-${estateId}@chatroom`;
}
