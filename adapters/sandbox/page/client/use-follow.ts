import { useEffect, useRef } from 'react'

/** Keeps the newest message in sight, unless the person scrolled up to read. */
export function useFollow(signature: string) {
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seenHeight = useRef(0)
  // Messages are edited in place and pictures arrive late: whatever grows, the end stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other messages are other elements to watch.
  useEffect(() => {
    const element = list.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
      seenHeight.current = element.scrollHeight
    })
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [signature])
  const onScroll = () => {
    const element = list.current
    // The event of an earlier scroll may arrive when more stands there already: that is nobody scrolling up.
    if (!element || element.scrollHeight !== seenHeight.current) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
  }
  return { list, onScroll }
}
