export { persistentSubscriptionsService, type Guard, type PersistentSubscriptionsServiceOptions } from './service';
export { PersistentSubscriptions, type SubscriptionsOptions } from './subscriptions';
