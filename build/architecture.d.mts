import type { IConfiguration } from 'dependency-cruiser';

export const allowedNeighbours: Record<string, string[]>;
declare const configuration: Required<Pick<IConfiguration, 'forbidden' | 'options'>>;
export default configuration;
