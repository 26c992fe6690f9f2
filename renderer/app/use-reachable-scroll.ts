import { useEffect, useState } from 'react';

const reachable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, iframe, [tabindex]:not([tabindex="-1"])';

/**
 * The `tabIndex` of a box that scrolls: 0 while more is in it than it shows and nothing in it takes the focus, so that the
 * arrow keys move a page that is only to be read; else -1, so that nobody presses Tab for nothing.
 */
export function useReachableScroll(box: HTMLElement | null): 0 | -1 {
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    if (!box) return undefined;
    let frame = 0;
    const look = () => {
      frame = 0;
      const isLonger = box.scrollHeight > box.clientHeight + 1;
      setStop(isLonger && ![...box.querySelectorAll<HTMLElement>(reachable)].some(each => each.checkVisibility({ visibilityProperty: true })));
    };
    const lookSoon = () => { frame ||= requestAnimationFrame(look); };
    const sizes = new ResizeObserver(lookSoon);
    sizes.observe(box);
    const contents = new MutationObserver(lookSoon);
    contents.observe(box, { childList: true, subtree: true, attributeFilter: ['disabled', 'tabindex', 'hidden'] });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      contents.disconnect();
    };
  }, [box]);
  return isStop ? 0 : -1;
}
