/** In a bundled app, what stands in for what antd would work out and never needs there. */
const nothing = (): undefined => undefined;
export default nothing;
