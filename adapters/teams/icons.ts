/** The two pictures of an app package, drawn here so that no binary file lies about: a tick in a rounded square. */
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]
const accent: Colour = [0x1f, 0x4e, 0x8c]
const white: Colour = [255, 255, 255]

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A square PNG with 8 bits a channel; `at` gives red, green, blue and opacity of a pixel. */
function png(size: number, at: (x: number, y: number) => readonly [...Colour, number]): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_pixel, x) => at(x + 0.5, y + 0.5)).flat(),
  ])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** How much of a pixel is within half a stroke of a line, for smooth edges. */
function stroke(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  width: number,
) {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
  const t = Math.min(1, Math.max(0, along))
  const distance = Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
  return Math.min(1, Math.max(0, width / 2 - distance + 0.5))
}

/** The tick, in a square of this size. */
function tick(x: number, y: number, size: number): number {
  const corner = (u: number, v: number) => [u * size, v * size] as const
  const width = size * 0.11
  return Math.max(
    stroke([x, y], corner(0.27, 0.53), corner(0.43, 0.69), width),
    stroke([x, y], corner(0.43, 0.69), corner(0.74, 0.34), width),
  )
}

/** 192 pixels in full colour. */
export const colourIcon = (): Uint8Array =>
  png(192, (x, y) => {
    const share = tick(x, y, 192)
    const mixed = accent.map((part, index) => Math.round(part + ((white[index] ?? 0) - part) * share))
    return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 255]
  })

/** 32 pixels, white on nothing, as Teams wants it. */
export const outlineIcon = (): Uint8Array => png(32, (x, y) => [...white, Math.round(255 * tick(x, y, 32))])
