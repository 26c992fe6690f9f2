import { theme, type ThemeConfig } from 'antd';

/** System fonts: Chinese first of each platform, then what Linux has. */
export const fontFamily = '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/** Ant Design as it is, with our few tokens: compact, one accent colour, text that keeps 4.5:1 on its ground. */
export function branchTheme(isDark: boolean): ThemeConfig {
  const ink = isDark ? '255, 255, 255' : '0, 0, 0';
  return {
    algorithm: [isDark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      colorPrimary: isDark ? '#3d78e0' : '#1d5fc4',
      colorPrimaryHover: isDark ? '#6ea6ff' : '#2e6fd0',
      colorLink: isDark ? '#6ea6ff' : '#1d5fc4',
      colorLinkHover: isDark ? '#9cc1ff' : '#2e6fd0',
      colorSuccess: isDark ? '#6abe39' : '#2b7a0b',
      colorWarning: isDark ? '#e8b339' : '#8f5700',
      colorError: isDark ? '#ff7875' : '#c8231b',
      // What the algorithm makes of such dark seeds is too dark a ground for them.
      ...(isDark ? {} : { colorSuccessBg: '#eef7e9', colorSuccessBorder: '#a9cf98', colorWarningBg: '#fdf5e6', colorWarningBorder: '#e3c48e', colorErrorBg: '#fdeeed', colorErrorBorder: '#eab1ad' }),
      colorTextSecondary: `rgba(${ink}, 0.72)`,
      colorTextTertiary: `rgba(${ink}, 0.64)`,
      colorTextQuaternary: `rgba(${ink}, 0.6)`,
      // The compact algorithm takes one step off: text is 14 px, small print 12 px.
      fontSize: 16,
      fontFamily,
      // Motion only where something arrives.
      motion: false,
    },
    // The chosen item's text stands on a tint of the same colour.
    components: isDark ? { Dropdown: { colorPrimary: '#9cc1ff' } } : {},
  };
}
