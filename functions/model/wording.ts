// How a reason becomes a sentence. Rules and decisions give reasons: a key, and what the sentence about it must name.
// The sentences stand in the words, one map a topic; whoever stores or shows a reason says it with the map.

/** What every reason has: the key of its sentence. */
export interface Because {
  because: string
}

/** A reason that names nothing. */
export type Plain<Key extends string> = Key extends string ? { because: Key } : never

/** A sentence for every key, made of what its reason names. */
type Words<R extends Because> = {
  [Key in R['because']]: string | ((named: Extract<R, { because: Key }>) => string)
}

/** A map that lacks a key of the reason does not compile, nor one with a key that is no reason's. */
export type Exactly<R extends Because, W extends Words<R>> = W & Record<Exclude<keyof W, R['because']>, never>

export function say<R extends Because, W extends Words<R>>(words: Exactly<R, W>, reason: R): string {
  const sentence: string | ((named: never) => string) = words[reason.because as R['because']]
  return typeof sentence === 'string' ? sentence : sentence(reason as never)
}

/** What is wrong with a form, field by field, as an answer tells it. */
export interface Remark {
  field: string
  reason: string
}

export const remarksOf = <R extends Because & { field: string }, W extends Words<R>>(
  words: Exactly<R, W>,
  found: readonly R[],
): Remark[] => found.map((each) => ({ field: each.field, reason: say(words, each) }))
