/** The cells that may say which home a row is of; blank ones are `''`. */
export interface RoomCells {
  readonly building: string;
  readonly unit: string;
  readonly room: string;
  /** All of it in one cell. */
  readonly house: string;
  /** Whether the sheet has a column of buildings, so that a bare room number says too little. */
  readonly needsBuilding: boolean;
}

const WORDS = /(?:号楼|#楼|栋楼|单元|号房|[栋幢座楼门梯室房号#])$/u;
/** A spreadsheet takes `3-2-11` for a day of the year 2003. */
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const HOUSE =
  /^(.*?)(\d{1,3}|[A-Za-z]\d?|[一二三四五六七八九十]{1,3})\s*(?:号楼|#楼|[栋幢座#楼])\s*-?\s*(?:(\d{1,2}|[A-Za-z]|[一二三四五六七八九十])\s*(?:单元|门|梯)\s*-?)?\s*(\d{2,4}[A-Za-z]?)\s*(?:室|号房|号|房)?$/u;
const UNIT_AND_ROOM = /^(\d{1,2})\s*(?:单元|门|梯)\s*-?\s*(\d{2,4}[A-Za-z]?)\s*(?:室|号|房)?$/u;
/** A phase tells two buildings of one number apart; the name of the estate before it tells nothing. */
const PHASE = /(?:[一二三四五六七八九十\d]+(?:期|区|组团)|[东西南北]区)$/u;
const NUMERALS = '一二三四五六七八九';

/**
 * The home as the books name it, `3-2-1101`: building, unit and room without their words and without leading zeros. What
 * has no number, such as a shop or a parking space, keeps its name. Undefined where the cells do not say one home.
 */
export function readRoom(cells: RoomCells): string | undefined {
  const building = bare(cells.building);
  const unit = bare(cells.unit);
  const source = building === '' && cells.house !== '' ? cells.house : cells.room || cells.house;
  if (DAY.test(source)) return undefined;
  const pieces = piecesOf(source.replaceAll(/\s*[-–—_]\s*/gu, '-'));
  const [first = '', second] = pieces;
  if (first === '' || pieces.includes('0')) return undefined;
  if (second !== undefined && pieces.length >= 3) {
    return building === '' || first.endsWith(building) || building.endsWith(first)
      ? pieces.join('-')
      : undefined;
  }
  const whole = second === undefined ? single(cells, building, unit, first) : undefined;
  return second === undefined ? whole : pair(building, unit, first, second);
}

function single(
  { needsBuilding }: RoomCells,
  building: string,
  unit: string,
  room: string,
): string | undefined {
  if (needsBuilding && building === '' && /^\d+$/u.test(room)) return undefined;
  return [building, unit, room].filter((piece) => piece !== '').join('-');
}

/** A room that brings its unit or its building along. */
function pair(building: string, unit: string, first: string, room: string): string | undefined {
  if (building === '')
    return unit === '' || unit === first ? `${first}-${room}` : `${first}-${unit}-${room}`;
  if (unit === '')
    return first === building ? `${building}-${room}` : `${building}-${first}-${room}`;
  return first === unit || first === building ? `${building}-${unit}-${room}` : undefined;
}

function piecesOf(text: string): string[] {
  const house = HOUSE.exec(text);
  if (house) {
    const [, before = '', building = '', unit = '', room = ''] = house;
    const phase = PHASE.exec(before)?.[0] ?? '';
    return [phase + bare(building), bare(unit), bare(room)].filter((piece) => piece !== '');
  }
  const inner = UNIT_AND_ROOM.exec(text);
  if (inner) return [bare(inner[1] ?? ''), bare(inner[2] ?? '')];
  return text
    .split('-')
    .map(bare)
    .filter((piece) => piece !== '');
}

function bare(text: string): string {
  const plain = text.trim().replace(/^第/u, '');
  const word = WORDS.exec(plain);
  const left = word && word.index > 0 ? plain.slice(0, word.index).trim() : plain;
  if (/^\d{1,15}$/u.test(left)) return String(Number(left));
  return numeral(left) ?? left;
}

/** Buildings are also written 一 to 九十九. */
function numeral(text: string): string | undefined {
  const match = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(text);
  if (!match || text === '') return undefined;
  const [, tens = '', ten = '', ones = ''] = match;
  const digit = (sign: string) => NUMERALS.indexOf(sign) + 1;
  if (ten === '') return tens !== '' && ones !== '' ? undefined : String(digit(tens || ones));
  return String((tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones)));
}
