/** What a script found: plain lines for whoever reads, and the same as numbers for the record. */
export interface Findings {
  lines: string[]
  figures: Record<string, unknown>
  /** each is a fault; the first ends the run with its name */
  differences: string[]
}

export const newFindings = (): Findings => ({ lines: [], figures: {}, differences: [] })

export const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits))

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
