"""What a claim leaves open may mean, one module for each way an article takes something up again."""
