import { theme, type ThemeConfig } from 'antd';

/** System fonts: Chinese first of each platform, then what Linux has. */
export const fontFamily = '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/** Ant Design as it is, with our few tokens: compact, one accent colour, text that keeps 4.5:1 on its ground. */
export function branchTheme(isDark: boolean): ThemeConfig {
  const ink = isDark ? '255, 255, 255' : '0, 0, 0';
  return {
    algorithm: [isDark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      colorPrimary: isDark ? '#4c8dff' : '#1d5fc4',
      colorLink: isDark ? '#6ea6ff' : '#1d5fc4',
      colorError: isDark ? '#e5534b' : '#c8231b',
      colorTextSecondary: `rgba(${ink}, 0.72)`,
      colorTextTertiary: `rgba(${ink}, 0.64)`,
      colorTextQuaternary: `rgba(${ink}, 0.6)`,
      fontSize: 14,
      fontFamily,
      // Motion only where something arrives.
      motion: false,
    },
  };
}
