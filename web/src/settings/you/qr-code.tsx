import { create } from 'qrcode'

/** Modules of white around it that scanners ask for (ISO/IEC 18004, 6.3.8). */
const QUIET = 4

/** A QR code, drawn dark on white in every theme: cameras read no other as well. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  const dark = Array.from(modules.data).flatMap((isDark, at) =>
    isDark ? [`M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z`] : [],
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="mx-auto size-48 shrink-0 rounded-md"
    >
      <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
