import { onTestFinished, vi } from 'vitest'

/** Lets time limits pass in a fiftieth of their time until the test ends. @returns the limits as they are set, milliseconds */
export function hurryLimits(): number[] {
  const limit = AbortSignal.timeout.bind(AbortSignal)
  const set: number[] = []
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    set.push(milliseconds)
    return limit(milliseconds / 50)
  })
  onTestFinished(() => spy.mockRestore())
  return set
}
