not Pan
