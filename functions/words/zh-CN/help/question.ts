/** What a deployment says of itself. */
export interface Deployment {
  provider: string
  support: string
  host: string
  scanWith: string
  operator: string
}

export interface Question {
  ask: string
  /** one or more sentences, each a step */
  say: (of: Deployment) => readonly string[]
  /** pages of ours, under the names they have */
  go?: readonly { href: string; text: string }[]
}

/** A page's or a button's name: always the words' own, so that what is renamed is renamed in the help. */
export const named = (name: string): string => `“${name}”`
