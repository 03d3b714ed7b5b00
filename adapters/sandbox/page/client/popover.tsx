import { type ReactNode, useEffect, useRef, useState } from 'react'

/** A button and what it unfolds. Escape and a click elsewhere fold it again. */
export function Popover(props: {
  /** What the button shows, and its name for those who do not see it. */
  icon: ReactNode
  label: string
  buttonClass: string
  /** Where it unfolds: CSS classes of `.popover`. */
  place: string
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const [isLow, setLow] = useState(false)
  const root = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!open) return
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('keydown', onEscape)
    }
  }, [open])
  return (
    <span className="popover-root" ref={root}>
      <button
        type="button"
        className={props.buttonClass}
        aria-label={props.label}
        title={props.label}
        aria-expanded={open}
        onClick={() => {
          // Low on the page it would unfold behind the composer.
          setLow((root.current?.getBoundingClientRect().bottom ?? 0) > window.innerHeight * 0.6)
          setOpen(!open)
        }}
      >
        {props.icon}
      </button>
      {open && (
        <span className={`popover ${props.place}${isLow ? ' up' : ''}`}>
          {props.children(() => setOpen(false))}
        </span>
      )}
    </span>
  )
}
