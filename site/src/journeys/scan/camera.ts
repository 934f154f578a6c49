// The camera, from the press of a button until something is found or the page is left. No frame leaves the page.
import { detected, ownDetector } from './read-picture.ts'
import { quick } from './reader-options.ts'
import { sharper } from './variants.ts'

export type CameraTrouble = 'unsupported' | 'denied' | 'none' | 'busy' | 'reader'

export interface Camera {
  stop: () => void
  /** undefined where there is no lamp to switch */
  lamp: ((on: boolean) => Promise<void>) | undefined
}

const FRAME_PAUSE_MS = 120
/** Longer than a QR of ours needs, short enough for a slow phone. */
const FRAME_SIDE = 900

const why: Record<string, CameraTrouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/**
 * Asks for the camera, shows it and looks at frames until `found` says that it is done.
 * @param found called with each text that is read
 */
export async function openCamera(
  video: HTMLVideoElement,
  found: (texts: string[]) => boolean,
  failed: (trouble: CameraTrouble) => void,
): Promise<Camera | CameraTrouble> {
  // in-app browsers leave it out, some throw when it is touched
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (devices?.getUserMedia === undefined) return 'unsupported'
  let stream: MediaStream
  try {
    stream = await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
  } catch (error) {
    return why[(error as DOMException).name] ?? 'unsupported'
  }
  let open = true
  const stop = () => {
    open = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  try {
    video.srcObject = stream
    await video.play()
  } catch {
    stop()
    return 'busy'
  }
  stream.getVideoTracks()[0]?.addEventListener('ended', () => {
    if (!open) return
    stop()
    failed('busy')
  })
  void look(video, () => open, found).then(
    (done) => done && stop(),
    () => {
      stop()
      failed('reader')
    },
  )
  return { stop, lamp: lampOf(stream.getVideoTracks()[0]) }
}

async function look(
  video: HTMLVideoElement,
  isOpen: () => boolean,
  found: (texts: string[]) => boolean,
): Promise<boolean> {
  const own = await ownDetector()
  const reader = own === undefined ? await import('./zxing.ts') : undefined
  await reader?.loadReader()
  const canvas = document.createElement('canvas')
  for (let frames = 1; isOpen(); frames += 1) {
    const frame = middleOf(video, canvas)
    if (frame !== undefined) {
      const texts =
        own === undefined
          ? ((await reader?.readPixels(frames % 3 === 0 ? sharper(frame) : frame, quick)) ?? [])
          : await detected(own, frame)
      if (isOpen() && texts.length > 0 && found(texts)) return true
    }
    await new Promise((next) => {
      setTimeout(next, FRAME_PAUSE_MS)
    })
  }
  return false
}

/** The square that the viewfinder shows. */
function middleOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | undefined {
  const side = Math.min(video.videoWidth, video.videoHeight)
  if (side === 0) return undefined
  const shown = Math.min(side, FRAME_SIDE)
  canvas.width = shown
  canvas.height = shown
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const left = (video.videoWidth - side) / 2
  const top = (video.videoHeight - side) / 2
  context?.drawImage(video, left, top, side, side, 0, 0, shown, shown)
  return context?.getImageData(0, 0, shown, shown)
}

function lampOf(track: MediaStreamTrack | undefined): Camera['lamp'] {
  const abilities = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (abilities?.torch !== true) return undefined
  return (on) =>
    track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }) ?? Promise.resolve()
}
