import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch.tsx';

/** A page of one small matter: a title, the language, what is asked. */
export function CentredPage({ title, width = 400, children }: { title: string; width?: number; children: ReactNode }) {
  return (
    <main style={{ minHeight: '100%', display: 'grid', placeItems: 'center', padding: 16, boxSizing: 'border-box' }}>
      <Flex vertical gap="middle" style={{ width, maxWidth: '100%' }}>
        <Flex justify="space-between" align="center" gap={8}>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>{title}</Typography.Title>
          <LanguageSwitch />
        </Flex>
        {children}
      </Flex>
    </main>
  );
}
