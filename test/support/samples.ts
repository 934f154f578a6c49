/** Sample files as bytes, for tests that run in workerd and see no file system. */
const files = import.meta.glob<string>('../samples/**/*', {
  query: '?url&inline',
  import: 'default',
  eager: true,
})

export function sampleBytes(name: string): Uint8Array {
  const url = files[`../samples/${name}`]
  const at = url?.indexOf(',') ?? -1
  if (url === undefined || at < 0) throw new Error(`no sample ${name}`)
  const data = url.slice(at + 1)
  return url.slice(0, at).endsWith('base64')
    ? Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
    : new TextEncoder().encode(decodeURIComponent(data))
}
