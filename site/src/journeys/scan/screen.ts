// 扫描二维码核验: camera, picture, paste, drop, or a saved report. What is read leads to /v on this site or nowhere.
import { bestOf, type Scanned } from './scanned-text.ts'
import { scan } from '#words/verify/scan.ts'
import { type Camera, type CameraTrouble, openCamera } from './camera.ts'
import { registerOffline } from '../../kit/proof/register-offline.ts'
import { readPicture } from './read-picture.ts'
import { link, type Look, made, verdictBox } from '../../kit/made.ts'

const part = (id: string) => document.querySelector(`#${id}`) as HTMLElement
const root = part('scan')
const answer = part('answer')
const drop = part('drop')
const video = part('video') as HTMLVideoElement
const cameraButton = part('camera') as HTMLButtonElement
const lampButton = part('lamp') as HTMLButtonElement
const origins = [...new Set([location.origin, root.dataset['origin'] ?? ''])]

/** A saved report is not longer; a picture may be. */
const LONGEST_FILE = 1024 * 1024

let camera: Camera | undefined
/** the newest act of the reader; an older one's answer is not shown any more */
let turn = 0

const typed = () => [link('/verify/archive/', scan.typedArchive), link('/verify/hukou/', scan.typedHukou)]

function say(look: Look, [title = '', line = '']: readonly string[], ways: Node[] = []) {
  const shown = verdictBox(look, title, [line], { more: ways })
  // a camera finds the same again and again: it is read out once
  if (answer.firstElementChild?.isEqualNode(shown) === true) return
  part('details').replaceChildren()
  answer.replaceChildren(shown)
  answer.scrollIntoView({ block: 'nearest' })
}

function clear(text = ''): void {
  part('details').replaceChildren()
  answer.replaceChildren(...(text === '' ? [] : [made('p', 'lead', text)]))
}

function hint(text: string): void {
  const says = part('says')
  says.textContent = text
  says.hidden = text === ''
}

/** @returns whether there is nothing more to look for */
function follow(scanned: Scanned | undefined): boolean {
  if (scanned === undefined) {
    say('wait', scan.nothing, typed())
    return false
  }
  if (scanned.leads === 'check') {
    say('good', scan.opening)
    location.assign(scanned.path)
    return true
  }
  if (scanned.leads === 'foreign') say('stop', scan.foreign(scanned.host))
  else if (scanned.leads === 'type') say('wait', scan.type, typed())
  else say('stop', scan[scanned.leads])
  return false
}

const isOurs = (texts: string[]) => bestOf(texts, origins)?.leads === 'check'

function showCamera(on: boolean): void {
  part('viewfinder').hidden = !on
  cameraButton.textContent = on ? scan.stopCamera : scan.camera
  cameraButton.classList.toggle('plain', on)
  lampButton.hidden = camera?.lamp === undefined
  lampButton.setAttribute('aria-pressed', 'false')
  lampButton.textContent = scan.lampOn
}

function closeCamera(): void {
  camera?.stop()
  camera = undefined
  turn += 1
  showCamera(false)
  hint('')
}

async function startCamera(): Promise<void> {
  turn += 1
  const own = turn
  clear()
  hint(scan.starting)
  cameraButton.disabled = true
  const failed = (trouble: CameraTrouble) => {
    if (own !== turn) return
    closeCamera()
    say('wait', scan.trouble[trouble])
  }
  const opened = await openCamera(
    video,
    (texts) => {
      if (own !== turn) return true
      const done = follow(bestOf(texts, origins))
      if (done) closeCamera()
      return done
    },
    failed,
  )
  cameraButton.disabled = false
  if (typeof opened === 'string') return failed(opened)
  // the page was hidden, or left, while the question stood open
  if (own !== turn || document.hidden) return opened.stop()
  camera = opened
  showCamera(true)
  hint(scan.aim)
}

async function switchLamp(): Promise<void> {
  const on = lampButton.getAttribute('aria-pressed') !== 'true'
  try {
    await camera?.lamp?.(on)
  } catch {
    lampButton.hidden = true
    return
  }
  lampButton.setAttribute('aria-pressed', String(on))
  lampButton.textContent = on ? scan.lampOff : scan.lampOn
}

async function take(file: File | undefined): Promise<void> {
  if (file === undefined) return
  closeCamera()
  const own = turn
  try {
    await read(file, own)
  } catch {
    // what is fetched only now did not come
    if (own === turn) say('wait', scan.failed.reader)
  }
}

async function read(file: File, own: number): Promise<void> {
  clear(scan.working)
  if (/\.html?$/i.test(file.name) || file.type === 'text/html') {
    if (file.size > LONGEST_FILE) return say('stop', scan.failed.file_too_large)
    const { showCopy } = await import('./show-copy.ts')
    return showCopy({ answer, details: part('details') }, file, origins, () => own === turn)
  }
  if (file.type !== '' && !file.type.startsWith('image/')) return say('wait', scan.failed.not_file)
  const reading = await readPicture(file, isOurs)
  if (own !== turn) return
  if (reading.texts === undefined) return say('wait', scan.failed[reading.failed])
  follow(bestOf(reading.texts, origins))
}

function listenTo(input: HTMLInputElement): void {
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    // the same picture may be chosen again
    void take(file).finally(() => (input.value = ''))
  })
}

cameraButton.addEventListener('click', () => {
  if (camera === undefined) void startCamera()
  else closeCamera()
})
lampButton.addEventListener('click', () => void switchLamp())
listenTo(part('picture') as HTMLInputElement)
listenTo(part('file') as HTMLInputElement)
addEventListener('paste', (event) => void take(event.clipboardData?.files[0]))
for (const name of ['dragenter', 'dragover'] as const)
  addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.add('over')
  })
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) drop.classList.remove('over')
})
addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  void take(event.dataTransfer?.files[0])
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden && camera !== undefined) closeCamera()
})
addEventListener('pagehide', closeCamera)
root.classList.remove('held')
registerOffline()
