package data_test

func migrator(string) error { return nil }
