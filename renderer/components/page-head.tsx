import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

/** Title and lead of a page, with what can be done at its right. */
export function PageHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  return (
    <Flex justify="space-between" align="start" gap="middle" wrap>
      <div style={{ flex: '1 1 480px', minWidth: 0 }}>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{title}</Typography.Title>
        <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>{lead}</Typography.Paragraph>
      </div>
      <Flex gap="small" wrap>{children}</Flex>
    </Flex>
  );
}
