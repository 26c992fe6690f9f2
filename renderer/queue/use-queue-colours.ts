import { theme } from 'antd';
import type { CSSProperties } from 'react';

/** The theme's tokens that our own layout rules need, as custom properties for the element that holds the layout. */
export function useQueueColours(): CSSProperties {
  const { token } = theme.useToken();
  const colours: Record<`--queue-${string}`, string> = {
    '--queue-line': token.colorBorderSecondary,
    '--queue-ground': token.colorBgContainer,
    '--queue-page': token.colorBgLayout,
    '--queue-accent': token.colorPrimary,
    '--queue-accent-ground': token.colorPrimaryBg,
    '--queue-ink': token.colorText,
    '--queue-quiet': token.colorTextSecondary,
    '--queue-refusal': token.colorErrorText,
    '--queue-code-font': token.fontFamilyCode,
  };
  return colours as CSSProperties;
}
