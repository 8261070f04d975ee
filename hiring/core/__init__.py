"""What everybody stands on: ids and base models, accounts, audit trail, policy figures, background tasks, API ground.

Floor 1. It imports nothing of ours from above, and no foreign key leaves it upward.
"""
