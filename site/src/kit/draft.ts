// What was typed and not yet sent, kept in this tab only, until it is sent or the person signs out.
const mark = 'draft:'

export function keepDraft(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(mark + name, JSON.stringify(value))
  } catch {
    // storage can be full or forbidden: then there is no draft
  }
}

export function findDraft(name: string): unknown {
  try {
    const text = sessionStorage.getItem(mark + name)
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

export function dropDraft(name: string): void {
  try {
    sessionStorage.removeItem(mark + name)
  } catch {
    // nothing was kept
  }
}

export function dropAllDrafts(): void {
  try {
    sessionStorage.clear()
  } catch {
    // nothing was kept
  }
}
