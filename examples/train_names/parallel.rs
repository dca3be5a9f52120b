//! The same function for many items, on all cores; the result does not depend on how many there are.

/// The results of `each` for all items, in the items' order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(threads).max(1);
    let each = &each;
    std::thread::scope(|scope| {
        let parts = items.chunks(part);
        let workers: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<R>>())).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(join).collect()
    })
}

/// [`map`] of items that `each` takes for itself.
pub(crate) fn map_owned<T: Send, R: Send>(items: Vec<T>, each: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cells: Vec<std::sync::Mutex<Option<T>>> =
        items.into_iter().map(|item| std::sync::Mutex::new(Some(item))).collect();
    let take = |cell: &std::sync::Mutex<Option<T>>| {
        let item = cell.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        item.map(&each)
    };
    map(&cells, take).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_items() {
        let items: Vec<u32> = (0..1001).collect();
        assert_eq!(map(&items, |n| n + 1), (1..1002).collect::<Vec<u32>>());
        assert!(map(&[], |n: &u32| *n).is_empty());
    }
}
