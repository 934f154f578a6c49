/**
 * A GET from our own site, of at most so many bytes and seconds, whatever the other side sends.
 * @returns undefined where it failed, was no success, too much or too slow
 */
export async function boundedFetch(
  path: string,
  most: { bytes: number; milliseconds: number },
): Promise<string | undefined> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), most.milliseconds)
  try {
    const response = await fetch(path, { cache: 'no-cache', credentials: 'omit', signal: stop.signal })
    if (!response.ok || response.body === null) return undefined
    return await textOf(response.body, most.bytes)
  } catch {
    return undefined
  } finally {
    clearTimeout(late)
    // what is still under way is not wanted any more
    stop.abort()
  }
}

async function textOf(body: ReadableStream<Uint8Array>, most: number): Promise<string | undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.length
    if (bytes > most) return undefined
    text += decoder.decode(value, { stream: true })
  }
}
