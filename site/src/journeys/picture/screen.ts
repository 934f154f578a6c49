// Fetches the signed-in graduate's own report, draws it, and offers the picture in every way that the phone knows.
import { picture } from '#words/graduate/picture.ts'
import { readCopy } from '../../kit/proof/read-copy.ts'
import { link, made, verdictBox } from '../../kit/made.ts'
import { drawSheet } from './draw-sheet.ts'

const place = document.querySelector('#picture') as HTMLElement
const id = location.hash.slice(1)

function refuse([title, line]: readonly [string, string], way: Node): void {
  place.replaceChildren(verdictBox('wait', title, [line], { more: [way] }))
}

const button = (text: string, act: () => unknown, quiet = false): HTMLElement => {
  const pressed = made('button', quiet ? 'btn quiet' : 'btn', text)
  pressed.addEventListener('click', act)
  return pressed
}

async function show(): Promise<void> {
  place.replaceChildren(made('p', 'lead', picture.working))
  const toReports = link('/graduate/authorize/', picture.toReports)
  if (!/^[A-Za-z0-9_-]{22}$/.test(id)) return refuse(picture.missing, toReports)
  try {
    const response = await fetch(`/reports/${id}?download=1`, { redirect: 'manual', cache: 'no-store' })
    if (response.type === 'opaqueredirect')
      return refuse(
        picture.signedOut,
        link(`/sign-in/graduate?return=${encodeURIComponent(`/reports/${id}`)}`, picture.signIn),
      )
    if (response.status === 404) return refuse(picture.missing, toReports)
    const sheet = response.ok ? readCopy(await response.text()) : undefined
    if (sheet === undefined) throw new Error(`report: ${response.status}`)
    await offer(drawSheet(sheet))
  } catch {
    refuse(picture.failed, button(picture.again, show, true))
  }
}

async function offer(canvas: HTMLCanvasElement): Promise<void> {
  const blob = await new Promise<Blob | null>((drawn) => {
    canvas.toBlob(drawn, 'image/png')
  })
  if (blob === null) throw new Error('no picture')
  const file = new File([blob], picture.file, { type: 'image/png' })
  const image = document.createElement('img')
  // a data address: it is what in-app browsers let a long press save, and what the policy lets through
  image.src = canvas.toDataURL('image/png')
  image.alt = picture.alt
  const down = link(URL.createObjectURL(file), picture.download) as HTMLAnchorElement
  down.download = picture.file
  const share = { files: [file] }
  // some browsers know share() and no files
  const canShare = typeof navigator.canShare === 'function' && navigator.canShare(share)
  if (!canShare) down.className = 'btn'
  const ways = canShare
    ? [button(picture.share, () => navigator.share(share).catch(() => undefined)), down]
    : [down]
  place.replaceChildren(
    made('p', 'lead', picture.lead),
    made('div', 'actions', '', ways),
    made('p', 'note', picture.hold),
    image,
  )
}

addEventListener('hashchange', () => location.reload())
void show()
