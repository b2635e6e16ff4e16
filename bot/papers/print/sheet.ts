import PDFDocument from 'pdfkit';
import type { Instant } from '#domain/time.ts';
import { PAPER_FONTS, printable } from './paper-font.ts';

/** Points of the page's edges. */
const EDGE = 50;
const SIZE = { title: 20, heading: 13, text: 10.5, small: 8.5 } as const;
const INK = '#000000';
const GREY = '#555555';
const RULE = '#999999';
/** Points between the edge of a cell and its words. */
const PAD = 4;

export interface TextStyle {
  readonly size?: keyof typeof SIZE;
  readonly bold?: boolean;
  readonly grey?: boolean;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Points from the left edge of the text. */
  readonly indent?: number;
  /** Points of room after it. */
  readonly after?: number;
  /** Points at the right edge that a picture takes. */
  readonly beside?: number;
}

/** A column of a table; `width` is its share of the page. */
export interface Column {
  readonly head: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface SheetAbout {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly now: Instant;
  /** The line at the foot of each page. */
  foot(page: number, pages: number): string;
}

/** A paper of A4 pages that is filled from top to bottom. No character leaves it that its font lacks. */
export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #about: SheetAbout;
  readonly #bytes: Promise<Buffer>;

  constructor(about: SheetAbout) {
    this.#about = about;
    const made = new Date(about.now);
    this.#document = new PDFDocument({
      size: 'A4',
      margins: { top: EDGE, left: EDGE, right: EDGE, bottom: EDGE },
      bufferPages: true,
      lang: about.language,
      displayTitle: true,
      info: {
        Title: about.title,
        Author: about.author,
        Creator: 'Nuancui',
        CreationDate: made,
        ModDate: made,
      },
    });
    this.#document.registerFont('regular', PAPER_FONTS.regular);
    this.#document.registerFont('bold', PAPER_FONTS.bold);
    this.#bytes = collect(this.#document);
  }

  text(words: string, style: TextStyle = {}): this {
    const { size = 'text', bold, grey, align = 'left', indent = 0, after = 4, beside = 0 } = style;
    const document = this.#document;
    document
      .font(bold === true ? 'bold' : 'regular')
      .fontSize(SIZE[size])
      .fillColor(grey === true ? GREY : INK)
      .text(printable(words), EDGE + indent, document.y, {
        align,
        width: this.#width - indent - (beside > 0 ? beside + 2 * PAD : 0),
        lineGap: 3,
      });
    document.y += after;
    return this;
  }

  heading(words: string): this {
    this.#reserve(70);
    this.space(8);
    return this.text(words, { size: 'heading', bold: true, after: 4 });
  }

  /** A square PNG at the right edge; what follows stands beside it. */
  picture(png: Buffer, size: number): this {
    const document = this.#document;
    const { y } = document;
    document.image(png, EDGE + this.#width - size, y, { width: size });
    document.y = y;
    return this;
  }

  space(points: number): this {
    this.#document.y += points;
    return this;
  }

  /** A line across the page; dashed where it is to be cut along. */
  rule(dashed = false): this {
    const document = this.#document;
    document.save().lineWidth(0.7).strokeColor(RULE);
    if (dashed) document.dash(4, { space: 3 });
    document
      .moveTo(EDGE, document.y)
      .lineTo(EDGE + this.#width, document.y)
      .stroke()
      .restore();
    return this.space(8);
  }

  /** Keeps what follows together: begins a new page where fewer points are left. */
  keep(points: number): this {
    this.#reserve(points);
    return this;
  }

  /** A table with its head on every page. Rows are never torn. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): this {
    const heads = columns.map(({ head }) => head);
    this.#reserve(this.#rowHeight(columns, heads, true) + 24);
    this.#row(columns, heads, true);
    for (const row of rows) {
      if (this.#reserve(this.#rowHeight(columns, row, false))) this.#row(columns, heads, true);
      this.#row(columns, row, false);
    }
    return this.space(6);
  }

  /** Writes the foot of every page and gives the file. */
  async finish(): Promise<Buffer> {
    const document = this.#document;
    const { start, count } = document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      document.switchToPage(start + page);
      const { margins, height } = document.page;
      const { bottom } = margins;
      margins.bottom = 0;
      document
        .font('regular')
        .fontSize(SIZE.small)
        .fillColor(GREY)
        .text(printable(this.#about.foot(page + 1, count)), EDGE, height - EDGE + 14, {
          width: this.#width,
          align: 'center',
          lineBreak: false,
        });
      margins.bottom = bottom;
    }
    document.end();
    return this.#bytes;
  }

  get #width(): number {
    return this.#document.page.width - 2 * EDGE;
  }

  /** @returns whether a new page was begun. */
  #reserve(points: number): boolean {
    const { page, y } = this.#document;
    if (y + points <= page.height - page.margins.bottom) return false;
    if (y <= EDGE) return false;
    this.#document.addPage();
    return true;
  }

  #widths(columns: readonly Column[]): number[] {
    const shares = columns.reduce((sum, { width }) => sum + width, 0);
    return columns.map(({ width }) => (width / shares) * this.#width);
  }

  #rowHeight(columns: readonly Column[], cells: readonly string[], bold: boolean): number {
    const document = this.#document.font(bold ? 'bold' : 'regular').fontSize(SIZE.small + 1);
    const heights = this.#widths(columns).map((width, n) =>
      document.heightOfString(printable(cells[n] ?? ''), { width: width - 2 * PAD, lineGap: 2 }),
    );
    return Math.max(...heights) + 2 * PAD;
  }

  #row(columns: readonly Column[], cells: readonly string[], head: boolean): void {
    const height = this.#rowHeight(columns, cells, head);
    const document = this.#document;
    const top = document.y;
    let left = EDGE;
    for (const [n, width] of this.#widths(columns).entries()) {
      if (head) document.rect(left, top, width, height).fill('#eeeeee');
      document.rect(left, top, width, height).lineWidth(0.5).strokeColor(RULE).stroke();
      document.fillColor(INK).text(printable(cells[n] ?? ''), left + PAD, top + PAD, {
        width: width - 2 * PAD,
        lineGap: 2,
        align: columns[n]?.align ?? 'left',
      });
      left += width;
    }
    document.y = top + height;
  }
}

async function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
}
