/** A table of codes whose files may write the code, its name or a name people use instead. */
export interface CodeTable {
  /** the code, or undefined where neither a code nor a name is known */
  parse: (written: string) => string | undefined
  /** the name shown for a code; a code the table does not hold is shown as it is */
  nameOf: (code: string) => string
  codes: readonly string[]
}

/** Code, name shown, other ways of writing it. */
export type CodeRow = readonly [code: string, name: string, ...aliases: string[]]

const fold = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')

export function codeTable(rows: readonly CodeRow[]): CodeTable {
  const names = new Map<string, string>()
  const codes = new Map<string, string>()
  for (const [code, name, ...aliases] of rows) {
    names.set(code, name)
    for (const written of [code, name, ...aliases]) codes.set(fold(written), code)
  }
  const width = Math.max(...rows.map(([code]) => code.length))
  return {
    parse(written) {
      const text = fold(written)
      // a workbook's numeric cell loses the zero in front: 1 is 01
      return codes.get(text) ?? (/^\d+$/.test(text) ? codes.get(text.padStart(width, '0')) : undefined)
    },
    nameOf: (code) => names.get(code) ?? code,
    codes: [...names.keys()],
  }
}
